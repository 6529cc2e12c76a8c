"""Who may do what in monitoring: independent of those who are monitored."""
