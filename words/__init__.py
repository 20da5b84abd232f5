"""Every sentence that people read, by key. `en.ftl` holds the English ones; each further language is one more file."""
