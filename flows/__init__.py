"""The order of work. The only room that knows Prefect and the command line.

Prefect, Arrow and NumPy read the environment once, when they are imported, so it is set here,
before any module of this room can import them. Whoever wants more sets the variables:
PREFECT_LOGGING_LEVEL=INFO, PREFECT_API_URL=…
"""

from flows.tuning import set_environment

set_environment()
