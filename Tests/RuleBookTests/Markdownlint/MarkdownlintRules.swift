/// The rules of markdownlint 0.40: number, our id, aliases and tags.
let markdownlintRules: [(number: String, id: String, aliases: [String], tags: [String])] = """
    MD001 structure/heading-increment heading-increment headings
    MD003 structure/heading-style heading-style headings
    MD004 structure/bullet-style ul-style bullet,ul
    MD005 structure/list-indent list-indent bullet,ul,indentation
    MD007 structure/bullet-indent ul-indent bullet,ul,indentation
    MD009 whitespace/trailing-spaces no-trailing-spaces whitespace
    MD010 whitespace/hard-tabs no-hard-tabs whitespace,hard_tab
    MD011 links/reversed-link no-reversed-links links
    MD012 whitespace/multiple-blank-lines no-multiple-blanks whitespace,blank_lines
    MD013 whitespace/line-length line-length line_length
    MD014 snippets/dollar-prompt commands-show-output code
    MD018 structure/heading-missing-space no-missing-space-atx headings,atx,spaces
    MD019 structure/heading-extra-space no-multiple-space-atx headings,atx,spaces
    MD020 structure/closed-heading-missing-space no-missing-space-closed-atx headings,atx_closed,spaces
    MD021 structure/closed-heading-extra-space no-multiple-space-closed-atx headings,atx_closed,spaces
    MD022 whitespace/blanks-around-headings blanks-around-headings headings,blank_lines
    MD023 structure/heading-start-left heading-start-left headings,spaces
    MD024 structure/duplicate-heading no-duplicate-heading headings
    MD025 structure/single-title single-title,single-h1 headings
    MD026 structure/heading-punctuation no-trailing-punctuation headings
    MD027 whitespace/quote-extra-space no-multiple-space-blockquote blockquote,whitespace,indentation
    MD028 structure/quote-blank-line no-blanks-blockquote blockquote,whitespace
    MD029 structure/ordered-prefix ol-prefix ol
    MD030 whitespace/list-marker-space list-marker-space ol,ul,whitespace
    MD031 whitespace/blanks-around-fences blanks-around-fences code,blank_lines
    MD032 whitespace/blanks-around-lists blanks-around-lists bullet,ul,ol,blank_lines
    MD033 structure/inline-html no-inline-html html
    MD034 links/bare-address no-bare-urls links,url
    MD035 structure/thematic-break-style hr-style hr
    MD036 structure/emphasis-as-heading no-emphasis-as-heading headings,emphasis
    MD037 whitespace/space-in-emphasis no-space-in-emphasis whitespace,emphasis
    MD038 whitespace/space-in-code no-space-in-code whitespace,code
    MD039 whitespace/space-in-link no-space-in-links whitespace,links
    MD040 snippets/missing-language fenced-code-language code,language
    MD041 structure/first-heading first-line-heading,first-line-h1 headings
    MD042 links/empty-link no-empty-links links
    MD043 structure/required-headings required-headings headings
    MD044 language/proper-names proper-names spelling
    MD045 images/missing-alternative-text no-alt-text accessibility,images
    MD046 snippets/block-style code-block-style code
    MD047 whitespace/final-newline single-trailing-newline blank_lines
    MD048 snippets/fence-style code-fence-style code
    MD049 structure/emphasis-style emphasis-style emphasis
    MD050 structure/strong-style strong-style emphasis
    MD051 links/missing-anchor link-fragments links
    MD052 links/undefined-reference reference-links-images images,links
    MD053 links/unused-definition link-image-reference-definitions images,links
    MD054 links/link-style link-image-style images,links
    MD055 structure/table-pipe-style table-pipe-style table
    MD056 structure/table-column-count table-column-count table
    MD058 whitespace/blanks-around-tables blanks-around-tables table
    MD059 links/descriptive-text descriptive-link-text accessibility,links
    MD060 structure/table-column-style table-column-style table
    """.split(separator: "\n").map { line in
        let words = line.split(separator: " ")
        func texts(_ place: Int) -> [String] { words[place].split(separator: ",").map(String.init) }
        return (String(words[0]), String(words[1]), texts(2), texts(3))
    }
