"""A provider of OpenID Connect, in a process of its own on this machine, and who signs in there."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from socket import create_server

import httpx
from office import Page

CLIENT = httpx.Client()
"""One: a new one reads all authorities of the machine, 30 ms of CPU."""


class Provider:
    """Where it answers, and what it knows of people."""

    def __init__(self, url: str) -> None:
        self.url = url

    def knows(self, subject: str, **claims: object) -> None:
        """From now on this is said of somebody."""
        CLIENT.put(f"{self.url}/users/{subject}", json=claims).raise_for_status()

    def lets_in(self, address: str, subject: str, action: str = "") -> str:
        """Where the browser is sent back to, when somebody has said who they are there."""
        sent = {"sub": subject, "action": action}
        answer = CLIENT.post(address, data=sent)
        assert answer.status_code == 302, answer.text
        return answer.headers["location"]


@contextmanager
def provider() -> Iterator[Provider]:
    """The provider, as long as it is needed."""
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)],
        env={**os.environ, "PYTHONWARNINGS": "ignore", "NO_COLOR": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(url, process)
        yield Provider(url)
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None, "the provider did not start"
        try:
            CLIENT.get(f"{url}/.well-known/openid-configuration").raise_for_status()
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the provider does not answer")


class Browser:
    """Somebody who is signed in by the provider, and what they see here."""

    def __init__(self, client: httpx.AsyncClient, provider: Provider, subject: str) -> None:
        self.client = client
        self.provider = provider
        self.subject = subject
        self.page = Page("")
        self.status = 0
        self.at = ""

    async def starts(self, after: str = "") -> str:
        """To the provider: the address that one is sent to."""
        answer = await self.client.get("/desk/sign-in/start", params={"next": after})
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    async def comes_back(self, address: str) -> Page:
        """From the provider, and to where it leads."""
        answer = await self.client.get(address)
        if answer.status_code == 303:
            answer = await self.client.get(answer.headers["location"])
        self.page, self.status, self.at = Page(answer.text), answer.status_code, answer.url.path
        return self.page

    async def signs_in(self, after: str = "") -> Page:
        """The whole way."""
        return await self.comes_back(self.provider.lets_in(await self.starts(after), self.subject))
