"""The bundle into Superset, over what an earlier one made: ``python load.py BUNDLE.zip``, run by
Superset's own Python.

``superset import-dashboards`` replaces the dashboard alone and keeps the old datasets and charts,
so that a new metric would be missing.
"""

from __future__ import annotations

import sys
import zipfile

from superset.app import create_app


def load(bundle: str) -> None:
    """Databases, datasets, charts and dashboards, each replaced."""
    from superset import security_manager
    from superset.commands.importers.v1.assets import ImportAssetsCommand
    from superset.commands.importers.v1.utils import get_contents_from_bundle
    from superset.utils.core import override_user

    with (
        zipfile.ZipFile(bundle) as archive,
        override_user(security_manager.find_user(username="admin")),
    ):
        ImportAssetsCommand(get_contents_from_bundle(archive)).run()


if __name__ == "__main__":
    with create_app().app_context():
        load(sys.argv[1])
