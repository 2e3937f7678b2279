"""Pages of the web, fetched politely: as robots.txt allows, slowly, within limits."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from conflict_data.collection.addresses import is_web
from conflict_data.errors import FetchError, MissingExtraError, NotAllowedError
from conflict_data.version import __version__

if TYPE_CHECKING:
    from protego import Protego

USER_AGENT = f"conflict-data/{__version__}"
MAX_BYTES = 10_000_000
TIMEOUT = 60.0
PAUSE = 1.0
_REDIRECTS = 5  # as many as RFC 9309 asks of robots; pages rarely need two
_TRIES = 3
_PATIENCE = 120.0  # seconds that a server may ask us to wait; if it asks for more, the next run tries again
_ROBOTS_BYTES = 512_000  # RFC 9309 asks for 500 KiB at least
_CHUNK = 65_536
_AGAIN = frozenset({429, 500, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered.

    Attributes
    ----------
    url : str
        Address after redirects.
    status : int
    headers : mapping of str to str
        Names in lower case.
    body : bytes
        Without the encoding of its transfer; empty if it has not changed.
    accessed : datetime.datetime
        UTC, to the second.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    accessed: dt.datetime


@dataclass
class Fetcher:
    """Fetches pages one by one.

    Attributes
    ----------
    pause : float
        Seconds between two requests to a host; longer where its robots.txt asks for it.
    max_bytes : int
        Of a page.
    timeout : float
        Seconds in which all of a page must have come.
    user_agent : str
        As which robots.txt knows us.

    Raises
    ------
    MissingExtraError
        If urllib3 or protego are not installed.
    """

    pause: float = PAUSE
    max_bytes: int = MAX_BYTES
    timeout: float = TIMEOUT
    user_agent: str = USER_AGENT
    _robots: dict[str, Protego | FetchError] = field(default_factory=dict, init=False)
    _ready: dict[str, float] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Open a pool of connections."""
        try:
            import protego  # noqa: F401, PLC0415  (an extra, here asked for early)
            import urllib3  # noqa: PLC0415  (an extra)
        except ImportError:
            raise MissingExtraError(
                "collecting needs the extra 'readers': pip install 'conflict-data[readers]'"
            ) from None
        timeout = urllib3.Timeout(connect=min(10.0, self.timeout), read=min(30.0, self.timeout))
        self._pool = urllib3.PoolManager(
            timeout=timeout,
            retries=False,
            headers={"User-Agent": self.user_agent, "Accept-Encoding": "gzip, deflate"},
        )

    def ready_in(self, url: str) -> float:
        """Seconds until the host of an address may be asked again."""
        return max(0.0, self._ready.get(urlsplit(url).netloc, 0.0) - time.monotonic())

    def fetch(self, url: str, conditions: Mapping[str, str] | None = None) -> Answer:
        """Fetch a page, following redirects; each request waits for its host's turn.

        Parameters
        ----------
        url : str
        conditions : mapping of str to str, optional
            Headers such as ``If-None-Match``.

        Returns
        -------
        Answer
            Of any status that is not worth another try.

        Raises
        ------
        FetchError
            If the server does not answer, breaks off, is too slow, or asks us to come back later.
        NotAllowedError
            If robots.txt forbids the page, it is larger than `max_bytes`, or redirects lead in circles or away from the
            web.
        """
        at = url
        for _ in range(_REDIRECTS + 1):
            if not is_web(at):
                raise NotAllowedError(f"{at}: not an address of the web (http or https)")
            if not self._allows(at):
                raise NotAllowedError(f"{at}: robots.txt of the host forbids it")
            answer = self._tried(at, conditions or {}, self.max_bytes)
            if answer.status not in _MOVED or "location" not in answer.headers:
                return answer
            at = _joined(at, answer.headers["location"])
        raise NotAllowedError(f"{url}: redirected more than {_REDIRECTS} times")

    def _tried(self, url: str, headers: Mapping[str, str], limit: int) -> Answer:
        """Ask up to three times, as long as the server's trouble may pass."""
        for left in reversed(range(_TRIES)):
            try:
                answer = self._asked(url, headers, limit)
            except FetchError:
                if not left:
                    raise
                continue
            if answer.status not in _AGAIN:
                return answer
            wait = _retry_after(answer)
            if wait > _PATIENCE or not left:
                later = f", and asks to wait {wait:.0f} s" if wait else ""
                raise FetchError(f"{url}: the server answers {answer.status}{later}")
            self._postpone(url, wait)
        raise AssertionError  # the last try returns or raises

    def _asked(self, url: str, headers: Mapping[str, str], limit: int) -> Answer:
        from urllib3.exceptions import HTTPError  # noqa: PLC0415  (an extra)

        time.sleep(self.ready_in(url))
        deadline = time.monotonic() + self.timeout
        response: Any = None
        try:
            response = self._response(url, headers)
            body = self._body(response, url, limit, deadline)
        except (HTTPError, OSError, ValueError) as error:  # ValueError: a host that no one can have
            raise FetchError(f"{url}: {_cause(error)}") from None
        finally:
            self._postpone(url, 0.0)
            if response is not None:
                response.close()
        names = {name.lower(): value for name, value in response.headers.items()}
        return Answer(url, response.status, names, body, dt.datetime.now(dt.UTC).replace(microsecond=0))

    def _response(self, url: str, headers: Mapping[str, str]) -> Any:
        """Status and headers of an answer.

        urllib3 limits the wait for the next bytes only, so that headers could drip for days. Who drips is left behind
        in a thread, which the end of the process does not wait for.
        """
        answer: Future[Any] = Future()

        def ask() -> None:
            try:
                sent = {**self._pool.headers, **headers}
                answer.set_result(
                    self._pool.request("GET", url, headers=sent, redirect=False, preload_content=False)
                )
            except BaseException as error:  # noqa: BLE001  (raised where the answer is waited for)
                answer.set_exception(error)

        threading.Thread(target=ask, daemon=True).start()
        try:
            return answer.result(self.timeout)
        except TimeoutError:
            raise FetchError(f"{url}: no answer after {self.timeout:g} s") from None

    def _body(self, response: Any, url: str, limit: int, deadline: float) -> bytes:
        """Read bit by bit, so that neither a flood nor a drip of bytes gets the better of us."""
        body = bytearray()
        while chunk := response.read1(_CHUNK):
            body += chunk
            if len(body) > limit:
                raise NotAllowedError(f"{url}: more than {limit:,} bytes")
            if time.monotonic() > deadline:
                raise FetchError(f"{url}: not complete after {self.timeout:g} s")
        return bytes(body)

    def _allows(self, url: str) -> bool:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            try:
                self._robots[origin] = self._rules(origin)
            except FetchError as error:
                self._robots[origin] = error
        rules = self._robots[origin]
        if isinstance(rules, FetchError):
            raise rules
        return bool(rules.can_fetch(url, self.user_agent))

    def _rules(self, origin: str) -> Protego:
        """What a host allows, by RFC 9309: all if it has no robots.txt, nothing if it cannot be asked."""
        from protego import Protego  # noqa: PLC0415  (an extra)

        at = f"{origin}/robots.txt"
        for _ in range(_REDIRECTS + 1):
            answer = self._tried(at, {}, _ROBOTS_BYTES)
            if answer.status not in _MOVED or "location" not in answer.headers:
                break
            at = _joined(at, answer.headers["location"])
            if not is_web(at):
                break
        text = answer.body.decode("utf-8", "replace") if answer.status == 200 else ""
        return Protego.parse(text)

    def _postpone(self, url: str, wait: float) -> None:
        parts = urlsplit(url)
        rules = self._robots.get(f"{parts.scheme}://{parts.netloc}")
        asked = None if rules is None or isinstance(rules, FetchError) else rules.crawl_delay(self.user_agent)
        ready = time.monotonic() + max(self.pause, float(asked or 0.0), wait)
        self._ready[parts.netloc] = max(ready, self._ready.get(parts.netloc, 0.0))


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location).partition("#")[0]
    except ValueError:
        return location


def _retry_after(answer: Answer) -> float:
    """Seconds that a server asks to wait."""
    given = answer.headers.get("retry-after", "").strip()
    if given.isascii() and given.isdigit():
        return float(given[:9])
    try:
        return max(0.0, (parsedate_to_datetime(given) - answer.accessed).total_seconds())
    except (TypeError, ValueError, OverflowError):
        return 0.0


def _cause(error: BaseException) -> str:
    """What went wrong, without the addresses of objects that urllib3 puts in front."""
    return str(error).rpartition(">: ")[2] or type(error).__name__
