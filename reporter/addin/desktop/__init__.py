"""The add-in of Excel on the desktop: a tab with buttons, built from parts of the xlwings that is installed."""
