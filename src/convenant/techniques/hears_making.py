"""What the making of techniques hears of other rooms."""
