/// Documents that once went wrong, and documents that have some of everything.
enum Corpus {
    static let documents: [[UInt8]] = (whole + failures).map { Array($0.utf8) }

    /// Some of everything, small enough to be cut at every byte.
    private static let whole = [
        """
        # Title *with* `code` ##

        A paragraph with [a link](/url "title"), ![an image](<a b>), <https://example.org>,
        &amp; references\\* and a break\\
        here.

        > A quote
        lazily continued
        > - with an item
        >
        >       code

        1. one

           ```swift
           let a = 1
           ```
        2. two

        Setext
        ======

        <div>
        *raw*
        </div>

        [ref][a], [a][], [a], [b]

        [a]: <u> 'several
        lines'
        """,
        """
        - [ ] open
        - [x] done ~~gone~~ www.example.org me@example.org

        | a | b \\| c |
        |:--|:-:|
        | `d \\| e` | f |

        > [!NOTE]
        > An alert[^1] with $a_b$.

        [^1]: A note
            with more.

        $$
        x
        $$
        """,
        """
        ---
        title: T
        ---
        import A from 'a'

        <A b={c}>

        *text* {d} {/* e */}

        </A>

        :::note[Title]
        a
        :::

        !!! tip "T"
            b

        {{< x y="z" >}} c {{< /x >}}

        @D(e: "f") {
          g ``h`` <doc:i>
        }

        ```{note} j
        k
        ```

        (l)=
        # M {#n}

        {o}`p` --8<-- "q"
        """,
    ]

    private static let failures: [String] = []
}
