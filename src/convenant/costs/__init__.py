"""What it all costs, who pays, and which financing carries it."""
