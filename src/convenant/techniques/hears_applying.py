"""What the clocks of techniques hear of other rooms."""
