"""The forty who have chatted: who they are, what they wish, and when they are rung."""

from dataclasses import dataclass

NUMBERS = (
    "Ett", "Två", "Tre", "Fyra", "Fem", "Sex", "Sju", "Åtta", "Nio", "Tio", "Elva", "Tolv",
    "Tretton", "Fjorton", "Femton", "Sexton", "Sjutton", "Arton", "Nitton", "Tjugo", "Tjugoett",
    "Tjugotvå", "Tjugotre", "Tjugofyra", "Tjugofem", "Tjugosex", "Tjugosju", "Tjugoåtta",
    "Tjugonio", "Trettio", "Trettioett", "Trettiotvå", "Trettiotre", "Trettiofyra", "Trettiofem",
    "Trettiosex", "Trettiosju", "Trettioåtta", "Trettionio", "Fyrtio",
)  # fmt: skip
FIRST_PHONE = 701740605
"""From here on to …699 no real telephone rings."""


@dataclass(frozen=True, slots=True)
class Resident:
    """One in the chat. `wish` is a provider's key, "cannot" or empty.

    `call` is which of the days' calls it is: "today" in order, "past", "coming", or empty for
    none. `then` is what the officers have done since (`bot.demo.since`).
    """

    n: int
    year: int
    then: str
    call: str = ""
    wish: str = ""
    language: str = "sv"
    who: str = "self"
    right: str = ""
    area: str = "centrum"
    needs: tuple[str, ...] = ()
    interpreter: bool = False
    extra_time: bool = False
    service: str = "care"

    @property
    def name(self) -> str:
        """Nobody could be taken for a real one."""
        return f"Exempel {NUMBERS[self.n - 1]}"

    @property
    def phone(self) -> str:
        """One of those kept for stories."""
        return f"0{FIRST_PHONE + self.n - 1}"

    @property
    def other_answers(self) -> bool:
        """Whether somebody else answers the phone."""
        return self.who != "self"


_MORNING = (
    Resident(1, 1941, "confirmed", "today", "ekens-omsorg", needs=("evening",)),
    Resident(2, 1944, "", "today", "cannot", "sv", "parent", interpreter=True),
    Resident(3, 1938, "missed", "today", "solrosen", extra_time=True),
    Resident(4, 1950, "", "today", "kommunen", who="other", right="god_man"),
    Resident(5, 1936, "", "today", "finska-bron", "fi"),
    Resident(6, 1947, "", "today", "linden", needs=("weekend", "pets")),
    Resident(7, 1940, "", "today", "granatapplet", "ar", interpreter=True),
    Resident(8, 1933, "", "today", "bjorken", who="partner", area="norrlyckan"),
    Resident(9, 1955, "", "today", "morgonstjarnan", needs=("evening", "weekend")),
    Resident(10, 1949, "", "today", "kvallsbrisen", area="vasterlid", needs=("evening",)),
    Resident(11, 1962, "moved", "today", "hagtornet", service="daily_activity"),
)
_RUNG = (
    Resident(12, 1939, "confirmed", "past", "tradgarden", area="soderhagen"),
    Resident(13, 1945, "ordered", "past", "ekens-omsorg", area="kvarnbacken"),
    Resident(14, 1930, "accepted", "past", "solrosen"),
    Resident(15, 1951, "queued", "past", "fyren", area="sjostranden"),
    Resident(16, 1937, "started", "past", "kommunen"),
    Resident(17, 1943, "closed:confirmed", "past", "linden"),
    Resident(18, 1929, "closed:died", "past", "kommunen"),
    Resident(19, 1948, "closed:hospital", "past", "bjorken"),
    Resident(20, 1953, "closed:moved", "past", "manskenet"),
    Resident(21, 1931, "closed:care_home", "past", "ekens-omsorg"),
    Resident(22, 1946, "closed:declined", "past", "solrosen"),
    Resident(23, 1942, "missed", "past", "finska-bron", "fi"),
    Resident(24, 1934, "missed:twice", "past", "kommunen"),
    Resident(25, 1957, "", "past", "nyckelpigan"),
    Resident(26, 1935, "", "past", "cannot", who="partner"),
    Resident(27, 1960, "change", "past", "linden"),
)
_COMING = (
    Resident(28, 1952, "", "coming", "kaffestunden", area="skogsbyn"),
    Resident(29, 1944, "waits", "coming", "manskenet"),
    Resident(30, 1958, "", "coming", "norrskenet", "fi", area="norrlyckan"),
    Resident(31, 1966, "", "coming", "blaklinten", service="daily_activity"),
    Resident(32, 1940, "cancelled", "coming", "tradgarden", area="vasterlid"),
)
_OTHERS = (
    Resident(33, 1932, "human", wish="kommunen"),
    Resident(34, 1947, "human"),
    Resident(35, 1954, "apply"),
    Resident(36, 1938, "apply", who="parent"),
    Resident(37, 1941, "sorrow", wish="solrosen"),
    Resident(38, 1956, "", wish="ekens-omsorg", who="parent"),
    Resident(39, 1949, "", wish="bjorken", language="en"),
    Resident(40, 1945, "held"),
)
ALL = (*_MORNING, *_RUNG, *_COMING, *_OTHERS)
