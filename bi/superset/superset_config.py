"""Superset's own settings: everything below one folder, served on loopback, no telemetry.
SUPERSET_HOME is set by run.sh.
"""

from __future__ import annotations

import os
from pathlib import Path

HOME = Path(os.environ["SUPERSET_HOME"])
SECRET_KEY = (HOME / "secret_key").read_text(encoding="ascii").strip()
SQLALCHEMY_DATABASE_URI = f"sqlite:///{HOME}/superset.db"
BABEL_DEFAULT_LOCALE = "zh"
LANGUAGES = {"zh": {"flag": "cn", "name": "中文"}, "en": {"flag": "us", "name": "English"}}
TALISMAN_ENABLED = False  # no TLS on loopback
FEATURE_FLAGS = {"DASHBOARD_RBAC": False}
