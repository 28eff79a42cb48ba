"""Connections to an address that was checked, on which every wait ends with the whole fetch."""

import socket
import ssl
import time
from collections.abc import Iterable, Sequence

import httpcore

from corpus.errors import FetchError
from corpus.fetching.addresses import Address
from corpus.fetching.checked_url import CheckedUrl

_MOST_ADDRESSES_TRIED = 4


class Deadline:
    """The moment by which a fetch must be over, whatever the server does."""

    def __init__(self, seconds: float) -> None:
        self._total_s = seconds
        self._ends = time.monotonic() + seconds

    def left_s(self) -> float:
        """Return the seconds that are left; not above 0 when the time is up."""
        return self._ends - time.monotonic()

    def extend(self, seconds: float) -> None:
        """Move the end by a wait that is ours and not the server's."""
        self._ends += seconds

    def error(self, url: CheckedUrl) -> FetchError:
        """Return the error that says the time is up."""
        return FetchError(
            f"'{url}': the server took longer than {self._total_s:g} s in all; try again later",
            failure="time",
        )


class PinnedBackend(httpcore.NetworkBackend):
    """Connects to the addresses it was made with, whatever host it is asked for."""

    def __init__(self, addresses: Sequence[Address], deadline: Deadline) -> None:
        self._addresses = addresses[:_MOST_ADDRESSES_TRIED]
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a stream to the first address that answers."""
        failed: OSError | None = None
        for address in self._addresses:
            left_s = _time_for(timeout, self._deadline, httpcore.ConnectTimeout)
            family = socket.AF_INET if address.version == 4 else socket.AF_INET6
            try:
                connected = _connect(family, str(address), port, left_s)
            except OSError as error:
                failed = error
            else:
                return _TimedStream(connected, self._deadline)
        if isinstance(failed, TimeoutError):
            raise httpcore.ConnectTimeout(str(failed)) from failed
        raise httpcore.ConnectError(str(failed)) from failed


def _connect(family: int, address: str, port: int, timeout_s: float) -> socket.socket:
    # Not `socket.create_connection`, which would resolve: an address is an address here.
    connected = socket.socket(family, socket.SOCK_STREAM)
    try:
        connected.settimeout(timeout_s)
        connected.connect((address, port))
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError:
        connected.close()
        raise
    return connected


class _TimedStream(httpcore.NetworkStream):
    """A socket on which every wait ends with the deadline of the whole fetch."""

    def __init__(self, connected: socket.socket, deadline: Deadline) -> None:
        self._socket = connected
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._socket.settimeout(_time_for(timeout, self._deadline, httpcore.ReadTimeout))
        try:
            return self._socket.recv(max_bytes)
        except TimeoutError as error:
            raise httpcore.ReadTimeout(str(error)) from error
        except OSError as error:
            raise httpcore.ReadError(str(error)) from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._socket.settimeout(_time_for(timeout, self._deadline, httpcore.WriteTimeout))
        try:
            self._socket.sendall(buffer)
        except TimeoutError as error:
            raise httpcore.WriteTimeout(str(error)) from error
        except OSError as error:
            raise httpcore.WriteError(str(error)) from error

    def close(self) -> None:
        self._socket.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        self._socket.settimeout(_time_for(timeout, self._deadline, httpcore.ConnectTimeout))
        try:
            wrapped = ssl_context.wrap_socket(self._socket, server_hostname=server_hostname)
        except TimeoutError as error:
            self.close()
            raise httpcore.ConnectTimeout(str(error)) from error
        except OSError as error:
            self.close()
            raise httpcore.ConnectError(str(error)) from error
        return _TimedStream(wrapped, self._deadline)

    def get_extra_info(self, info: str) -> object:
        """Return nothing: httpcore asks for the TLS object only to find HTTP/2, which is not offered."""
        return None


def _time_for(
    timeout: float | None, deadline: Deadline, late: type[httpcore.TimeoutException]
) -> float:
    left_s = deadline.left_s()
    if left_s <= 0:
        raise late("the time of the whole fetch is up")
    return left_s if timeout is None else min(timeout, left_s)


def trusted_certificates() -> ssl.SSLContext:
    """Return a context that trusts the system's authorities and those of certifi."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
