"""The order of work. The only room that knows Prefect and the command line.

Prefect reads its settings from the environment once, when it is imported, so its quiet and offline defaults are set here, before any
module of this room can import it; Arrow and NumPy likewise. Whoever wants more sets the variables: PREFECT_LOGGING_LEVEL=INFO, PREFECT_API_URL=…
"""

import os

for _name, _value in {
    "ARROW_DEFAULT_MEMORY_POOL": "system",  # as the rest of the process allocates: Arrow's own pool keeps several times what is in use
    "DO_NOT_TRACK": "1",
    "OPENBLAS_NUM_THREADS": "1",  # NumPy's threads spin for 0.1 s of a core in every process that starts, and nothing here multiplies matrices
    "PREFECT_LOGGING_EXTRA_LOGGERS": "jixiao",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",  # it needs 11 to 25 s on two cores; its own default is 20
}.items():
    os.environ.setdefault(_name, _value)
