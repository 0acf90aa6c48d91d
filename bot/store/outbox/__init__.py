"""The rows of what is sent unasked: to whom, by which way, claimed, sent and looked after."""
