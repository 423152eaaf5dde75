"""Who may do what: the places where MiniStack does not ask, asks the wrong question, or hears a wrong answer."""
