"""Finds partners in a Russian phrase and names them in any case (no Django)."""
