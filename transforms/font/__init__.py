"""The font that the project brings, so that a picture looks the same on every machine.

``FONT`` is a TrueType file with all of GB 2312, the common traditional characters, the place names
of ``schemas/regions.csv`` and the signs of budget tables. It is made by ``make font`` from Noto
Sans CJK SC; its licence stands beside it (OFL.txt).
"""

from pathlib import Path

FONT = Path(__file__).with_name("JixiaoSansSC-Regular.ttf")
