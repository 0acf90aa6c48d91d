"""What a dialog may ask and do about all that is sent unasked; a part of `dialogs.world.World`."""

from datetime import date
from typing import Protocol

from care.followup import Kind


class Unasked(Protocol):
    """Asked and told things within one turn."""

    def remind(self, wanted: bool, *, later: bool = True) -> None:
        """Whether this person may be reminded, and, where `later`, of more than the call.

        No takes back what was planned, and stops where it would have gone.
        """

    def decline(self, kind: Kind) -> None:
        """No more notices of this kind here; what was planned of it is taken back."""

    def undecline(self, kind: Kind) -> None:
        """They are sent after all, where reminders are wanted."""

    def stop(self, municipality: str, why: str = "") -> None:
        """Death, hospital, moved: nothing more is sent of the case to anybody, and officers are
        given a task. `why` is which it was (`died`, `hospital`, `moved`), where that is known.
        """

    def resume(self) -> bool:
        """It was a mistake: all is planned anew. False where an officer has closed the case, or
        has taken this person's yes or right back.
        """

    def stopped(self) -> bool:
        """Whether nothing is sent of this case."""

    def change_by(self, day: date | None) -> bool:
        """Be reminded to change by this day, or (None) no more; whether such a notice comes."""
