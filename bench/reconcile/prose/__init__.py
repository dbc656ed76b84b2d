"""What the simulated press says, in English: reports in many wordings about districts that exist, beside what each of them claims."""
