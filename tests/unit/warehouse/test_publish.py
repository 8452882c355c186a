"""The pointer moves in one step, only to a sound build, and back; old builds go."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.unit.warehouse.small_builds import make_build, publish_build
from warehouse.errors import FazhiError
from warehouse.layout import read_record, swap_link, write_record
from warehouse.publish import SERVED_MARTS, publish, rollback
from warehouse.reader import current_build, open_reader

A, B, C, D = (f"2026-01-0{day}T000000Z" for day in (1, 2, 3, 4))


def served(warehouse_dir: Path) -> str:
    file = current_build(warehouse_dir)
    assert file is not None
    return file.parent.name


def test_publishing_makes_relative_links_that_survive_a_move_of_the_directory(tmp_path: Path) -> None:
    warehouse_dir = tmp_path / "warehouse"
    publish_build(warehouse_dir, A)
    assert (warehouse_dir / "current").readlink() == Path("builds") / A
    assert (warehouse_dir / "warehouse.duckdb").readlink() == Path("current/warehouse.duckdb")
    moved = warehouse_dir.rename(tmp_path / "elsewhere")
    assert served(moved) == A
    assert (moved / "warehouse.duckdb").is_file()


def test_nothing_published_is_none(tmp_path: Path) -> None:
    assert current_build(tmp_path) is None
    (tmp_path / "current").symlink_to("builds/gone")
    assert current_build(tmp_path) is None


def test_current_build_is_the_real_path(tmp_path: Path) -> None:
    publish_build(tmp_path, A)
    assert current_build(tmp_path) == tmp_path.resolve() / "builds" / A / "warehouse.duckdb"


def test_an_open_reader_keeps_its_build_while_a_new_one_is_served(tmp_path: Path) -> None:
    publish_build(tmp_path, A)
    old_file = current_build(tmp_path)
    assert old_file is not None
    with open_reader(old_file) as old:
        publish_build(tmp_path, B, keep=1)
        assert not old_file.exists()
        new_file = current_build(tmp_path)
        assert new_file is not None
        with open_reader(new_file) as new:
            assert old.execute("select stamp from marts.dim_region").fetchone() == (A,)
            assert new.execute("select stamp from marts.dim_region").fetchone() == (B,)


@pytest.mark.parametrize("fault", ["no file", "wal", "no mart", "not a database"])
def test_an_unsound_build_is_refused_and_the_served_one_stays(tmp_path: Path, fault: str) -> None:
    publish_build(tmp_path, A)
    folder = make_build(tmp_path, B, SERVED_MARTS[1:] if fault == "no mart" else SERVED_MARTS)
    if fault == "no file":
        (folder / "warehouse.duckdb").unlink()
    elif fault == "wal":
        (folder / "warehouse.duckdb.wal").touch()
    elif fault == "not a database":
        (folder / "warehouse.duckdb").write_bytes(b"no database" * 1000)
    with pytest.raises(FazhiError, match=B):
        publish(folder, tmp_path, 5)
    assert served(tmp_path) == A
    assert folder.is_dir()


def test_the_refusal_names_the_missing_mart(tmp_path: Path) -> None:
    folder = make_build(tmp_path, A, SERVED_MARTS[1:])
    with pytest.raises(FazhiError, match=SERVED_MARTS[0]):
        publish(folder, tmp_path, 5)


def test_rollback_walks_back_build_by_build_and_then_says_that_there_is_none(tmp_path: Path) -> None:
    for stamp in (A, B, C):
        publish_build(tmp_path, stamp)
    assert rollback(tmp_path).name == B
    assert served(tmp_path) == B
    assert rollback(tmp_path).name == A
    with pytest.raises(FazhiError, match=A):
        rollback(tmp_path)
    assert served(tmp_path) == A


def test_rollback_never_returns_to_a_build_that_was_rolled_away(tmp_path: Path) -> None:
    for stamp in (A, B, C):
        publish_build(tmp_path, stamp)
    rollback(tmp_path)
    publish_build(tmp_path, D)
    assert rollback(tmp_path).name == B


def test_rollback_skips_builds_that_failed(tmp_path: Path) -> None:
    publish_build(tmp_path, A)
    write_record(make_build(tmp_path, B), "failed")
    publish_build(tmp_path, C)
    assert rollback(tmp_path).name == A


def test_rollback_to_a_damaged_build_is_refused(tmp_path: Path) -> None:
    folder = publish_build(tmp_path, A)
    publish_build(tmp_path, B)
    (folder / "warehouse.duckdb").write_bytes(b"damaged")
    with pytest.raises(FazhiError):
        rollback(tmp_path)
    assert served(tmp_path) == B


def test_rollback_without_any_build_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FazhiError, match="fazhi run"):
        rollback(tmp_path)


def test_only_the_last_builds_are_kept_and_never_the_served_one_deleted(tmp_path: Path) -> None:
    for stamp in (A, B, C, D):
        publish_build(tmp_path, stamp, keep=2)
    assert sorted(folder.name for folder in (tmp_path / "builds").iterdir()) == [C, D]
    rollback(tmp_path)
    with pytest.raises(FazhiError):
        rollback(tmp_path)
    assert served(tmp_path) == C


def test_failed_builds_are_kept_apart_from_published_ones(tmp_path: Path) -> None:
    publish_build(tmp_path, A)
    for second in range(4):
        write_record(make_build(tmp_path, f"2026-01-02T00000{second}Z"), "failed")
    publish_build(tmp_path, C, keep=2)
    names = sorted(folder.name for folder in (tmp_path / "builds").iterdir())
    assert names == [A, "2026-01-02T000002Z", "2026-01-02T000003Z", C]


def test_a_file_in_the_place_of_the_pointer_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "warehouse.duckdb").write_text("mine", encoding="utf-8")
    folder = make_build(tmp_path, A)
    with pytest.raises(FazhiError, match=r"warehouse\.duckdb"):
        publish(folder, tmp_path, 5)
    assert (tmp_path / "warehouse.duckdb").read_text(encoding="utf-8") == "mine"


def test_a_link_is_swapped_without_a_moment_in_which_it_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path / "current"
    swap_link(link, "one")
    seen: list[bool] = []
    replace = Path.replace

    def watched(self: Path, target: Path) -> Path:
        seen.append(link.is_symlink())
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", watched)
    swap_link(link, "two")
    assert seen == [True]
    assert link.readlink() == Path("two")
    assert list(tmp_path.iterdir()) == [link]


def test_a_damaged_record_is_no_record(tmp_path: Path) -> None:
    (tmp_path / "build.json").write_text("{", encoding="utf-8")
    assert read_record(tmp_path) is None


@pytest.mark.parametrize(
    "sql",
    [
        "copy (select 1) to '/tmp/out.csv'",
        "select * from read_text('/etc/hostname')",
        "select * from '/etc/hostname'",
        "attach '/tmp/other.duckdb'",
        "install fts",
        "load fts",
        "set threads = 1",
        "set lock_configuration = false",
        "set enable_external_access = true",
        "create table marts.more as select 1",
        "delete from marts.dim_region",
        "select * from local_table",
    ],
)
def test_a_reader_can_only_read(tmp_path: Path, sql: str) -> None:
    local_table = [1]
    publish_build(tmp_path, A)
    file = current_build(tmp_path)
    assert file is not None
    with open_reader(file) as connection, pytest.raises(duckdb.Error):
        connection.execute(sql)
    assert local_table == [1]


def test_two_readers_of_one_build_in_one_process(tmp_path: Path) -> None:
    publish_build(tmp_path, A)
    file = current_build(tmp_path)
    assert file is not None
    with open_reader(file) as one, open_reader(file) as two:
        assert one.cursor().execute("select 1").fetchone() == two.cursor().execute("select 1").fetchone()
