"""What this process counts of its own work. A label holds a kind, never a person's id or words.

Loaded where something is counted: Prometheus' library is a tenth of a second of a start. Where one
command runs several processes behind one address, `PROMETHEUS_MULTIPROC_DIR` names an empty folder
before any of them starts: then each counts in files there, and whichever is asked answers for all.
"""

from prometheus_client import Counter, Gauge, Histogram

TURNS = Counter("kundval_turns", "Turns, by door and what became of them.", ["door", "outcome"])
SECONDS = Histogram(
    "kundval_turn_seconds",
    "From heard to committed, the wait for the database with it.",
    ["door"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
SENDS = Counter("kundval_sends", "Notices given to a channel, and how.", ["channel", "outcome"])
STREAMS = Gauge("kundval_live_streams", "Pages that are open now.", multiprocess_mode="livesum")
EVENTS = Counter("kundval_log_events", "Log lines that warn, by their event.", ["level", "event"])
