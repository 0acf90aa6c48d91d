"""What is stored, as tables. A municipality's own rows carry `municipality`, empty until known.

A column called *sealed* holds encrypted text (`bot.store.keys`). Every moment is aware and UTC.
"""

from bot.store.tables import calls, catalogues, office, people, sending
from bot.store.tables.row import metadata

__all__ = ["calls", "catalogues", "metadata", "office", "people", "sending"]

ADDRESS = metadata.tables["address"]
CONVERSATION = metadata.tables["conversation"]
CASE = metadata.tables["case"]
PARTICIPANT = metadata.tables["participant"]
INVITATION = metadata.tables["invitation"]
TURN = metadata.tables["turn"]
BOOKING = metadata.tables["booking"]
CELL = metadata.tables["cell"]
WAITING = metadata.tables["waiting"]
SCHEDULE = metadata.tables["schedule"]
DEVIATION = metadata.tables["deviation"]
OUTBOX = metadata.tables["outbox"]
CONTACT = metadata.tables["contact"]
LEASE = metadata.tables["lease"]
TASK = metadata.tables["task"]
RELAY = metadata.tables["relay"]
LINE = metadata.tables["line"]
ACCOUNT = metadata.tables["account"]
ATTEMPT = metadata.tables["attempt"]
SESSION = metadata.tables["session"]
DEED = metadata.tables["deed"]
AUDIT = metadata.tables["audit"]
WANTED = metadata.tables["wanted"]
ERASED = metadata.tables["erased"]
SECRET = metadata.tables["secret"]
CLOSURE = metadata.tables["closure"]
CATALOGUE = metadata.tables["catalogue"]
PROPOSAL = metadata.tables["proposal"]
