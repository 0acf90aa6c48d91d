"""Official records (*allmänna handlingar*): handed out, destroyed, and the audit as it is read."""
