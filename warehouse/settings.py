"""Every setting of the project in one object; each comes from the environment with the prefix FAZHI_."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from extract.web.options import USER_AGENT
from warehouse.errors import UsageError, one_line
from warehouse.wording import say

PROJECT_ROOT: Final = Path(__file__).resolve().parent.parent


def _absolute(path: Path) -> Path:
    return path.expanduser().absolute()


def _below_data(name: str) -> Any:
    return Field(
        default_factory=lambda data: data["data_dir"] / name,
        description={
            "raw": "Raw tables as Parquet; default: raw/ below the data directory.",
            "warehouse": "Builds and the pointer to the published one; default: warehouse/ below the data directory.",
        }[name],
    )


Directory = Annotated[Path, AfterValidator(_absolute)]
Header = Annotated[str, Field(pattern=r"^[!-~]([ -~]*[!-~])?$")]
Size = Annotated[str, Field(pattern=r"(?i)^\d+(\.\d+)?\s*[KMGT]i?B$")]


class Settings(BaseSettings):
    """What an operator may change; the field `data_dir` is the variable FAZHI_DATA_DIR, and so on."""

    model_config = SettingsConfigDict(env_prefix="FAZHI_", env_ignore_empty=True, extra="ignore", frozen=True)

    data_dir: Directory = Field(
        default=PROJECT_ROOT / "data",
        description="Home of raw/, warehouse/ and reviews/; default: data/ of the project.",
    )
    raw_dir: Directory = _below_data("raw")
    warehouse_dir: Directory = _below_data("warehouse")
    reference_dir: Directory = Field(
        default=PROJECT_ROOT / "data" / "reference", description="Catalogue of indicators, units and regions."
    )
    dbt_dir: Directory = Field(default=PROJECT_ROOT / "dbt_project", description="The dbt project that is built.")
    keep_builds: int = Field(default=5, ge=1, description="Published builds kept on disk, and as many that failed.")
    memory_limit: Size = Field(default="2GB", description="Memory that DuckDB may use while building.")
    threads: int = Field(default=2, ge=1, le=64, description="Threads of a build and of a query.")
    lock_seconds: float = Field(default=600, gt=0, description="How long to wait for another landing or build.")
    dashboard_port: int = Field(default=8501, ge=1, le=65535, description="Port of the dashboard on 127.0.0.1.")
    query_seconds: float = Field(default=30, gt=0, description="Wall-clock limit of `fazhi query`.")
    query_memory_mb: int = Field(default=1536, ge=512, description="Memory limit of `fazhi query`, in MB.")
    query_rows: int = Field(default=1000, ge=1, description="Rows that `fazhi query` returns without --limit.")
    download_pause: float = Field(
        default=1.0,
        ge=0,
        le=600,
        description="Seconds between two requests to one host; its robots.txt may ask for more.",
    )
    download_timeout: float = Field(
        default=30,
        gt=0,
        le=3600,
        description="Seconds that a server may stay silent; a whole answer may take ten times it.",
    )
    user_agent: Header = Field(default=USER_AGENT, description="Name under which web addresses are asked for.")
    max_mb: float = Field(default=64, gt=0, description="Largest answer of a web address, unpacked, in MB.")
    allow_private: bool = Field(default=False, description="Whether addresses of inner networks may be read.")
    language: Literal["zh", "en"] = Field(default="zh", description="Language of the command line: zh or en.")

    @property
    def sample_dir(self) -> Path:
        """Demonstration documents that ship with the project."""
        return PROJECT_ROOT / "data" / "sample"


def load_settings(**overrides: Any) -> Settings:
    """Read the environment; explicit values win; a bad value is a usage error that names its variable."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        first = error.errors()[0]
        name = f"FAZHI_{'_'.join(str(part) for part in first['loc'])}".upper()
        reason = one_line(first["msg"], 160)
        raise UsageError(
            say(f"设置 {name} 无效：{reason}，请改正后重试", f"{name}: {reason}; correct it and retry")
        ) from error
