"""No test needs a network: whatever reaches for one fails. These tests see it fail."""

import os
import socket
import urllib.request

import nbformat
import pytest
from nbclient import NotebookClient
from offline import NetworkUsedError

ELSEWHERE = "192.0.2.1"  # RFC 5737 keeps this address for examples: nothing ever answers there


@pytest.mark.parametrize(
    "reach_out",
    [
        lambda: socket.create_connection((ELSEWHERE, 80), timeout=1),
        lambda: socket.socket().connect_ex((ELSEWHERE, 80)),
        lambda: socket.socket(socket.AF_INET6).connect(("2001:db8::1", 80)),
        lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"hello", (ELSEWHERE, 53)),
        lambda: socket.getaddrinfo("example.org", 80),
        lambda: socket.gethostbyname("example.org"),
        lambda: urllib.request.urlopen("http://example.org", timeout=1),
    ],
    ids=["connect", "connect_ex", "IPv6", "UDP", "getaddrinfo", "gethostbyname", "urlopen"],
)
@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_reaching_beyond_this_machine_raises(reach_out):
    with pytest.raises(NetworkUsedError, match="without a network"):
        reach_out()


def test_connections_within_this_machine_work():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(("localhost", server.getsockname()[1]), timeout=600).close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no Unix sockets in Python")
def test_unix_sockets_work(tmp_path):
    path = str(tmp_path / "socket")
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(path)
        server.listen()
        client.connect(path)


def test_a_lesson_that_reaches_for_the_network_fails():
    cells = [
        "{'ipaddress', 'refuse_network', 'socket', 'sys'} & set(globals())",
        f"import socket; socket.create_connection(({ELSEWHERE!r}, 80), timeout=1)",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    NotebookClient(notebook, kernel_name="python3", allow_errors=True, timeout=600).execute()

    names, error = (cell.outputs[0] for cell in notebook.cells)
    assert error.ename == "NetworkUsedError"
    assert names.data["text/plain"] == "set()"  # a lesson that forgets an import must still notice
