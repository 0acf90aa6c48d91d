"""What is said, and what people say, in every language: `locales/`, read and kept in step."""
