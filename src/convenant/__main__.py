"""`python -m convenant …` does what `convenant …` does."""

from convenant.cli import main

main()
