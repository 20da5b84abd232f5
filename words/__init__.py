"""Every sentence that people read, by key: `en.ftl` holds the English ones, and a second language is a second file."""
