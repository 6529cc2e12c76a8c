"""The demo's people, firms and places: all invented, the same every time."""
