"""The store's own threads, so that nothing in the loop waits for a disk.

Leaner than an executor (measured: a third of the CPU of handing a turn over).
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar, TypeVarTuple

T = TypeVar("T")
U = TypeVar("U")
Args = TypeVarTuple("Args")

MOST = 64
"""Jobs that are done together."""


@dataclass(slots=True)
class Job:
    """Something to do with what was got ready before it, and who waits for it."""

    before: Callable[[], Any] | None
    do: Callable[[Any], Any]
    loop: asyncio.AbstractEventLoop
    done: "asyncio.Future[Any]"
    given: Any = None
    error: BaseException | None = None

    def prepare(self) -> None:
        """Get ready what others need not wait for."""
        if self.before:
            self._keep(self.before)

    def attempt(self) -> None:
        """Do it, and keep what it gives or raises."""
        if self.error is None:
            self._keep(lambda: self.do(self.given))

    def _keep(self, do: Callable[[], Any]) -> None:
        try:
            self.given = do()
        except BaseException as raised:  # handed to the one who waits, whatever it is
            self.error = raised


class Threads:
    """Does what it is given, in the order in which it was given, in `count` threads.

    `group` does several jobs that wait at once; without it each is done alone.
    """

    def __init__(self, count: int, group: Callable[[Sequence[Job]], None] | None = None) -> None:
        self._group = group
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._threads = [
            Thread(target=self._work, name=f"store-{n}", daemon=True) for n in range(count)
        ]
        for thread in self._threads:
            thread.start()

    async def run(self, do: Callable[[*Args], T], *args: *Args) -> T:
        """What `do` gives or raises."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[T] = loop.create_future()
        self._jobs.put(Job(None, lambda _: do(*args), loop, done))
        return await done

    async def run_together(self, before: Callable[[], U], do: Callable[[U], T]) -> T:
        """What `do` gives of what `before` gave; done in a group with others that wait so."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[T] = loop.create_future()
        self._jobs.put(Job(before, do, loop, done))
        return await done

    def close(self) -> None:
        """Let what was given be done, and end."""
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        ahead: deque[Job | None] = deque()  # one that was taken too early
        while job := ahead.popleft() if ahead else self._jobs.get():
            jobs = self._with(job, ahead)
            for job in jobs:
                job.prepare()
            if len(jobs) > 1 and self._group:
                self._group(jobs)
            else:
                jobs[0].attempt()
            for loop in {job.loop for job in jobs}:  # woken once for all of them
                with suppress(RuntimeError):  # the loop has ended: nobody waits any more
                    loop.call_soon_threadsafe(_settle, [job for job in jobs if job.loop is loop])

    def _with(self, first: Job, ahead: deque[Job | None]) -> list[Job]:
        """The first, and those that wait to be done with it; what ends them is put `ahead`."""
        jobs = [first]
        while first.before and self._group and len(jobs) < MOST:
            try:
                more = self._jobs.get_nowait()
            except Empty:
                break
            if more is None or not more.before:
                ahead.append(more)
                break
            jobs.append(more)
        return jobs


def _settle(jobs: Sequence[Job]) -> None:
    for job in jobs:
        if job.done.cancelled():
            continue
        if job.error is None:
            job.done.set_result(job.given)
        else:
            job.done.set_exception(job.error)
