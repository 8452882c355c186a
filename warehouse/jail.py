"""The child process that answers one query: limits on memory, time and files first, then the gate, then DuckDB.

The request comes as JSON on standard input. The answer goes to standard output as one line of JSON,
followed by an Arrow stream when the query succeeded.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path
from typing import IO, Any, Final

import duckdb
import pyarrow as pa

from warehouse.errors import FazhiError, one_line
from warehouse.gate import check_query
from warehouse.reader import open_reader

MAX_RESULT_BYTES: Final = 256 * 1024 * 1024
BATCH_ROWS: Final = 1024
MEGABYTE: Final = 1024 * 1024


def main() -> None:
    """Answer the request and leave at once, without the interpreter's clean-up."""
    request = json.load(sys.stdin)
    limit_process(int(request["memory_mb"]), float(request["seconds"]))
    out = sys.stdout.buffer
    try:
        answer(request, out)
    except FazhiError as error:
        _reply(out, {"error": "refused", "detail": str(error)})
    except (duckdb.OutOfMemoryException, MemoryError, pa.ArrowMemoryError):
        _reply(out, {"error": "memory"})
    except (duckdb.Error, pa.ArrowException) as error:
        _reply(out, {"error": "memory"} if "bad_alloc" in str(error) else {"error": "sql", "detail": _reason(error)})
    out.flush()
    os._exit(0)


def limit_process(memory_mb: int, seconds: float) -> None:
    """Bound this process in address space, processor time, file size and core dumps."""
    cpu = int(seconds * 4) + 2
    limits = {resource.RLIMIT_CPU: cpu, resource.RLIMIT_FSIZE: 0, resource.RLIMIT_CORE: 0}
    if sys.platform == "linux":  # elsewhere the system refuses or ignores it; the wall clock and DuckDB's limit stay
        limits[resource.RLIMIT_AS] = memory_mb * MEGABYTE
    for name, value in limits.items():
        resource.setrlimit(name, (value, value))


def answer(request: dict[str, Any], out: IO[bytes]) -> None:
    """Check the query, run it, and write at most `limit` rows."""
    check_query(request["sql"])
    memory = f"{int(request['memory_mb']) // 3}MB"
    with open_reader(Path(request["path"]), memory_limit=memory, threads=int(request["threads"])) as connection:
        connection.execute("use marts")  # so that the public tables need no prefix
        reader = connection.sql(request["sql"]).to_arrow_reader(BATCH_ROWS)
        batches, truncated = take(reader, int(request["limit"]))
        _reply(out, {"truncated": truncated})
        with pa.ipc.new_stream(out, reader.schema) as stream:
            for batch in batches:
                stream.write_batch(batch)


def take(reader: pa.RecordBatchReader, limit: int) -> tuple[list[pa.RecordBatch], bool]:
    """Read at most `limit` rows, and tell whether there were more."""
    batches: list[pa.RecordBatch] = []
    rows = size = 0
    for batch in reader:
        room = limit - rows
        if batch.num_rows > room:
            batches.append(batch.slice(0, room))
            return batches, True
        batches.append(batch)
        rows += batch.num_rows
        size += batch.nbytes
        if size > MAX_RESULT_BYTES:
            raise MemoryError
    return batches, False


def _reply(out: IO[bytes], header: dict[str, Any]) -> None:
    out.write(json.dumps(header, ensure_ascii=False).encode() + b"\n")


def _reason(error: Exception) -> str:
    """Return DuckDB's message without the quoted query below it."""
    return one_line(str(error).split("\n\nLINE ")[0])
