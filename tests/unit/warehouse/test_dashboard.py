"""The dashboard's server: started on this machine only, announced once it answers, ended with Ctrl-C."""

from __future__ import annotations

import io
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from warehouse import dashboard
from warehouse.errors import FazhiError
from warehouse.settings import load_settings

ANSWERING = """
import http.server, sys
class Healthy(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b"ok")
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Healthy).serve_forever()
"""
SERVE = """
import sys
from pathlib import Path
from rich.console import Console
from warehouse import dashboard
from warehouse.entry import _end_like_ctrl_c
from warehouse.settings import load_settings
_end_like_ctrl_c()
dashboard.command = lambda port: [sys.executable, "-c", {server!r}, str(port)]
dashboard.serve(load_settings(warehouse_dir=Path({folder!r})), {port}, Console())
print("ended cleanly")
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_the_server_listens_on_this_machine_only_and_reports_to_nobody() -> None:
    line = " ".join(dashboard.command(8501))
    assert "streamlit run app/main.py" in line
    assert "--server.address 127.0.0.1 --server.port 8501" in line
    assert "--browser.gatherUsageStats false" in line


def test_a_taken_port_is_one_line_with_advice() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = int(holder.getsockname()[1])
        with pytest.raises(FazhiError, match=f"{port}.*--port") as caught:
            dashboard.require_free(port)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_is_announced_and_ends_cleanly(tmp_path: Path, project_root: Path, number: signal.Signals) -> None:
    port = free_port()
    script = SERVE.format(server=ANSWERING, folder=str(tmp_path), port=port)
    with subprocess.Popen(
        [sys.executable, "-u", "-c", script],
        cwd=project_root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(project_root)},
        text=True,
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert f"http://127.0.0.1:{port}" in line
        process.send_signal(number)
        rest, errors = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "ended cleanly" in rest
    assert "Traceback" not in errors
    dashboard.require_free(port)


def test_a_server_that_dies_is_reported_with_its_last_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dying = [sys.executable, "-c", "raise SystemExit('no module named streamlit')"]
    monkeypatch.setattr(dashboard, "command", lambda _port: dying)
    settings = load_settings(warehouse_dir=tmp_path)
    with pytest.raises(FazhiError, match="no module named streamlit"):
        dashboard.serve(settings, free_port(), Console(file=io.StringIO()))


def test_a_server_that_never_answers_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dashboard, "command", lambda _port: [sys.executable, "-c", "import time; time.sleep(60)"])
    monkeypatch.setattr(dashboard, "START_SECONDS", 0.5)
    with pytest.raises(FazhiError, match=re.escape(str(tmp_path))):
        dashboard.serve(load_settings(warehouse_dir=tmp_path), free_port(), Console(file=io.StringIO()))
