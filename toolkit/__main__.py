"""`python -m toolkit` is `target-audit`."""

from toolkit.cli import main

if __name__ == "__main__":
    main()
