"""`python -m reporter`: the same program as `reporter`, for where no script is on the path."""

from reporter.cli import main

if __name__ == "__main__":
    main()
