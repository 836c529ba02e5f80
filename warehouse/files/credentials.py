"""What must be configured before a store is asked: without credentials, its client asks a
link-local address for those of the machine, which answers to whoever is there.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from schemas.addresses import without_secrets
from schemas.messages import say
from warehouse.files.disk import WarehouseError


@dataclass(frozen=True, slots=True)
class _Cloud:
    """``keys``: any of these variables is a credential, or says where one is. ``machine``: the
    variable that allows to ask the machine's own; ``public``: the one of a store without.
    """

    schemes: tuple[str, ...]
    keys: tuple[str, ...]
    machine: str
    public: str


_CLOUDS = (
    _Cloud(
        ("s3", "s3a"),
        (
            "AWS_ACCESS_KEY_ID",
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        ),
        "AWS_METADATA_ENDPOINT",
        "AWS_SKIP_SIGNATURE",
    ),
    _Cloud(
        ("gs",),
        (
            "GOOGLE_APPLICATION_CREDENTIALS",
            "GOOGLE_SERVICE_ACCOUNT",
            "GOOGLE_SERVICE_ACCOUNT_PATH",
            "GOOGLE_SERVICE_ACCOUNT_KEY",
        ),
        "GCE_METADATA_HOST",
        "GOOGLE_SKIP_SIGNATURE",
    ),
    _Cloud(
        ("az", "adl", "azure", "abfs", "abfss"),
        (
            "AZURE_STORAGE_ACCOUNT_KEY",
            "AZURE_STORAGE_ACCESS_KEY",
            "AZURE_STORAGE_MASTER_KEY",
            "AZURE_STORAGE_SAS_KEY",
            "AZURE_STORAGE_SAS_TOKEN",
            "AZURE_STORAGE_TOKEN",
            "AZURE_STORAGE_CLIENT_SECRET",
            "AZURE_CLIENT_SECRET",
            "AZURE_FEDERATED_TOKEN_FILE",
            "AZURE_STORAGE_USE_EMULATOR",
            "AZURE_USE_AZURE_CLI",
        ),
        "IDENTITY_ENDPOINT",
        "AZURE_SKIP_SIGNATURE",
    ),
)
_OF_GCLOUD = Path(".config/gcloud/application_default_credentials.json")


def check(url: str) -> None:
    """Raises WarehouseError for a URL that holds a secret, and for a store of which nobody said
    with what credentials it is asked.
    """
    if without_secrets(url) != url:
        raise WarehouseError(say("error.secret_in_url", url=without_secrets(url)))
    scheme = url.partition("://")[0].lower()
    for cloud in _CLOUDS:
        if scheme in cloud.schemes and not _configured(cloud):
            said = {"key": cloud.keys[0], "machine": cloud.machine, "public": cloud.public}
            raise WarehouseError(say("error.no_credentials", url=url, **said))


def _configured(cloud: _Cloud) -> bool:
    if any(os.environ.get(name) for name in (*cloud.keys, cloud.machine, cloud.public)):
        return True
    return "gs" in cloud.schemes and (Path.home() / _OF_GCLOUD).is_file()
