// Parses PHP, and executes nothing. What goes in and comes out: see ParserProcess.

// The place of the token that a message names, where it stands once on its line.
function column(string $code, int $line, string $message): int
{
    $text = explode("\n", $code)[$line - 1] ?? '';
    if (!preg_match('/unexpected [^"]*"(.+?)"(?:, expecting|$)/', $message, $match)) {
        return 0;
    }
    $place = strpos($text, $match[1]);
    if ($place === false || strpos($text, $match[1], $place + 1) !== false) {
        return 0;
    }
    return preg_match_all('/[^\x80-\xBF]/', substr($text, 0, $place)) + 1;
}

// What later versions than this one have, as far as a glance can tell.
function isNewer(string $code): bool
{
    $later = [
        80300 => '/\bconst\s+\??[\w\\\\|]+\s+\w+\s*=/',
        80400 => '/\bnew\s+[\w\\\\]+\s*\([^()]*\)\s*\??->|\{\s*(?:final\s+|&)*[gs]et\b|\b(?:protected|private)\(set\)/',
        80500 => '/\|>|\bclone\s*\(/',
    ];
    foreach ($later as $version => $pattern) {
        if (PHP_VERSION_ID < $version && preg_match($pattern, $code)) {
            return true;
        }
    }
    return false;
}

while (($head = fgets(STDIN)) !== false) {
    $head = explode(' ', trim($head));
    $forms = [];
    foreach (array_slice($head, 2) as $length) {
        $forms[] = $length > 0 ? stream_get_contents(STDIN, (int) $length) : '';
    }
    $faults = [];
    $taken = null;
    foreach ($forms as $number => $form) {
        try {
            token_get_all($form, TOKEN_PARSE);
            $taken = $number;
            break;
        } catch (Throwable $error) {
            $message = strtr($error->getMessage(), "\t\n", '  ');
            $line = str_contains($message, 'unexpected end of file') ? 0 : $error->getLine();
            $faults[] = $line . ':' . column($form, $error->getLine(), $message) . ':' . $message;
        }
    }
    if ($taken !== null) {
        $answer = "+\t$taken";
    } elseif (isNewer($forms[0])) {
        $answer = "?\tPHP " . PHP_VERSION . ' is older than the code';
    } else {
        $answer = "-\t" . implode("\t", $faults);
    }
    fwrite(STDOUT, $head[0] . "\t" . $answer . "\n");
}
