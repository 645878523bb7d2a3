"""Floor 6: an audit turned into what people look at; pure functions that give back values, strings or bytes."""
