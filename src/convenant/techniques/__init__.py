"""Best available techniques: made by sides, recognised, applied by a day."""
