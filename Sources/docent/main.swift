import Commands

await Docent.start()
