import Commands

Docent.launch()
