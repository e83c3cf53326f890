"""Where `duizhao` begins: whatever is pressed while modules are imported ends in a line, too."""

import gc
import sys

_INTERRUPTED = 130
"""Exit code behind Ctrl-C (128 and the number of the signal), as shells have it."""

_SAID = "interrupted; outputs are whole, and a run goes on where it was"
"""As `align.cli` says it, which may not be there yet."""


def main() -> None:
    """Import the command line, and run it."""
    gc.disable()  # until a command begins: of what is declared for it nothing is garbage
    try:
        from align.cli import main as command_line

        command_line()
    except KeyboardInterrupt:
        if sys.stderr is not None:
            sys.stderr.write(f"\nduizhao: {_SAID}\n")
        sys.exit(_INTERRUPTED)
