"""Who one is: limits of attempts, the second factor."""
