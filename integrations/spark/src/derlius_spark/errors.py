"""What goes wrong in a task."""


class DerliusError(RuntimeError):
    """The program ended with an error; the text is what it said, with the place in the input."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def __reduce__(self) -> tuple[type["DerliusError"], tuple[str]]:
        return (DerliusError, (self.message,))
