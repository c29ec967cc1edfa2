"""Refuse every connection that leaves this machine, in whichever process imports this module.

Python announces its socket calls as audit events: whoever makes the call, through whichever library, the hook
below hears of it first. ``conftest.py`` imports this module into pytest and has every notebook kernel run it.
"""

import ipaddress
import socket
import sys

ADDRESS_EVENTS = {"socket.connect", "socket.sendto", "socket.sendmsg"}
NAME_EVENTS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}


class NetworkUsedError(Exception):
    """A test, an example or a lesson reached for the network. Not an OSError, which code may well expect."""


def is_local(host: object) -> bool:
    """Say whether ``host`` is this machine."""
    if isinstance(host, bytes):
        host = host.decode()
    if host in (None, "", "localhost", socket.gethostname()):
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:  # a name: asking who it is would already be a use of the network
        return False


def refuse_network(event: str, arguments: tuple) -> None:
    """Raise on an audit event that would reach beyond this machine."""
    if event in NAME_EVENTS:
        host = arguments[0]
    elif event in ADDRESS_EVENTS and isinstance(arguments[1], tuple):  # text is the path of a Unix socket
        host = arguments[1][0]
    else:
        return
    if not is_local(host):
        raise NetworkUsedError(f"{event} to {host!r}: tests, examples and lessons must run without a network")


sys.addaudithook(refuse_network)
