// Runs sessions of PHP. What goes in is one JSON object; what comes out is one line of JSON for each snippet.
//
// Each session is a fork of this process, so that sessions share nothing; what PHP cannot catch ends only one of them.
const LIMIT = 1 << 20;

function docent_say($pipe, array $message): void
{
    fwrite($pipe, json_encode($message, JSON_INVALID_UTF8_SUBSTITUTE | JSON_PARTIAL_OUTPUT_ON_ERROR) . "\n");
}

function docent_failure(Throwable $error, string $place): array
{
    $line = $error->getFile() === $place ? $error->getLine() - 1 : -1;
    foreach ($line < 0 ? $error->getTrace() : [] as $frame) {
        if (($frame['file'] ?? '') === $place) {
            $line = $frame['line'] - 1;
            break;
        }
    }
    $kinds = [get_class($error), ...array_values(class_parents($error)), ...array_values(class_implements($error))];
    return ['kind' => get_class($error), 'kinds' => $kinds,
        'text' => substr(get_class($error) . ': ' . $error->getMessage(), 0, 4000), 'line' => $line];
}

function docent_run(array $session, $pipe, string $home): void
{
    posix_setsid();
    $folder = "$home/s{$session['id']}";
    mkdir($folder);
    chdir($folder);
    foreach ($session['files'] as $file) {
        @mkdir(dirname($file['path']), 0777, true);
        file_put_contents($file['path'], $file['text']);
    }
    ini_set('display_errors', 'stderr');
    ini_set('html_errors', '0');
    $GLOBALS['__docent_state__'] = ['pipe' => $pipe, 'at' => null, 'place' => ''];
    register_shutdown_function(function () {
        $state = &$GLOBALS['__docent_state__'];
        if (!$state['at']) return;
        $out = '';
        while (ob_get_level()) $out = ob_get_clean() . $out;
        $error = error_get_last();
        $fail = null;
        if ($error && ($error['type'] & (E_ERROR | E_PARSE | E_CORE_ERROR | E_COMPILE_ERROR | E_USER_ERROR))) {
            $line = $error['file'] === $state['place'] ? $error['line'] - 1 : -1;
            $fail = ['kind' => 'Error', 'kinds' => ['Error'], 'text' => $error['message'], 'line' => $line];
        }
        docent_say($state['pipe'], ['at' => $state['at'], 'out' => $out, 'err' => '', 'prints' => [], 'values' => [],
            'fail' => $fail]);
    });
    foreach ($session['steps'] as $step) {
        $at = [$session['id'], $step['id'], 0];
        docent_say($pipe, ['begin' => $at, 'timeout' => $step['timeout']]);
        $code = $step['parts'][0]['code'];
        $offset = 0;
        if (!preg_match('/^\s*<\?(php|=)?/', $code)) {
            $code = "<?php\n" . $code;
            $offset = 1;
        }
        $place = "$folder/snippet-{$step['id']}.php";
        file_put_contents($place, $code);
        $GLOBALS['__docent_state__']['at'] = $at;
        $GLOBALS['__docent_state__']['place'] = $place;
        $fail = null;
        ob_start();
        $level = ob_get_level();
        try {
            (static function () use ($place) {
                extract($GLOBALS['__docent_names__'] ?? [], EXTR_SKIP);
                include $place;
                unset($place);
                $GLOBALS['__docent_names__'] = get_defined_vars();
            })();
        } catch (Throwable $error) {
            $fail = docent_failure($error, $place);
            $fail['line'] -= $fail['line'] >= 0 ? $offset : 0;
        }
        $out = '';
        while (ob_get_level() >= $level) $out = ob_get_clean() . $out;
        $GLOBALS['__docent_state__']['at'] = null;
        docent_say($pipe, ['at' => $at, 'out' => $out, 'err' => '', 'prints' => [], 'values' => [], 'fail' => $fail]);
    }
}

$request = json_decode(stream_get_contents(STDIN), true);
$home = sys_get_temp_dir() . '/s-' . bin2hex(random_bytes(6));
mkdir($home);
foreach ($request['paths'] as $path) {
    if (is_file($path)) require_once $path;
}
$waiting = $request['sessions'];
$running = [];
while ($waiting || $running) {
    while ($waiting && count($running) < $request['workers']) {
        $session = array_shift($waiting);
        [$reader, $writer] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
        $id = pcntl_fork();
        if ($id === 0) {
            fclose($reader);
            fclose(STDIN);
            docent_run($session, $writer, $home);
            exit(0);
        }
        fclose($writer);
        stream_set_blocking($reader, false);
        $running[] = ['id' => $id, 'reader' => $reader, 'at' => null, 'deadline' => microtime(true) + 60, 'rest' => ''];
    }
    $ready = array_column($running, 'reader');
    $none = null;
    $pause = max(0, min(array_column($running, 'deadline')) - microtime(true));
    stream_select($ready, $none, $none, (int) $pause, (int) (($pause - (int) $pause) * 1e6));
    foreach ($running as $index => &$one) {
        $over = false;
        $because = null;
        if (in_array($one['reader'], $ready, true)) {
            $data = fread($one['reader'], 1 << 20);
            $over = ($data === '' || $data === false) && feof($one['reader']);
            $lines = explode("\n", $one['rest'] . $data);
            $one['rest'] = array_pop($lines);
            foreach ($lines as $line) {
                $message = json_decode($line, true);
                if (isset($message['begin'])) {
                    $one['at'] = $message['begin'];
                    $one['deadline'] = microtime(true) + $message['timeout'];
                } else {
                    $one['at'] = null;
                    $one['deadline'] = microtime(true) + 60;
                    fwrite(STDOUT, $line . "\n");
                }
            }
        }
        if (!$over && microtime(true) >= $one['deadline']) {
            $because = 'timeout';
            $over = true;
        }
        if ($over) {
            @posix_kill(-$one['id'], SIGKILL);
            @posix_kill($one['id'], SIGKILL);
            pcntl_waitpid($one['id'], $status);
            if ($one['at']) {
                $ended = $because ?? (pcntl_wifsignaled($status) ? 'signal' : 'exit');
                $code = pcntl_wifsignaled($status) ? pcntl_wtermsig($status) : pcntl_wexitstatus($status);
                docent_say(STDOUT, ['at' => $one['at'], 'ended' => $ended, 'code' => $code]);
            }
            fclose($one['reader']);
            unset($running[$index]);
        }
    }
    unset($one);
    $running = array_values($running);
}
