<?php

/* A batch API in one file, for `php -S`. */

function item(int $status, ?string $message = null): array
{
    $item = ['status' => $status];
    if ($message !== null) {
        $item['message'] = $message;
    }
    return $item;
}

function store(array $file): array
{
    $name = $file['filename'];
    $result = $name === ''
        ? item(422, 'The file has no name.')
        : item(201);
    return ['filename' => $name] + $result;
}

function change(mixed $id): array
{
    return (int) $id >= 1 && (int) $id <= 9
        ? item(200)
        : item(404, "There is no record $id.");
}

function look(array $wanted): array
{
    $name = $wanted['source'];
    $result = in_array($name, ['main', 'mirror'], true)
        ? item(200)
        : item(404, "There is no source $name.");
    return ['source' => $name] + $result;
}

function change_all(array $records): array
{
    return array_map(
        fn ($record) => ['id' => $record['id']] + change($record['id']),
        $records
    );
}

/* What became of each part, and the whole answer made of it. */
function results(string $path, array $batch): ?array
{
    switch ($path) {
        case '/files':
            return ['files' => array_map('store', $batch['files'])];
        case '/updates':
            return ['updates' => change_all($batch['updates'])];
        case '/sources':
            return ['sources' => array_map('look', $batch['sources'])];
        case '/array':
            return change_all($batch);
        case '/object':
            $ids = array_keys($batch);
            return array_combine($ids, array_map('change', $ids));
    }
    return null;
}

function sentence(array $answer): string
{
    $items = array_is_list($answer) || isset($answer[1])
        ? $answer
        : reset($answer);
    $done = array_filter($items, fn ($item) => $item['status'] < 300);
    return count($done) . ' of ' . count($items) . ' done';
}

function send(array $answer): void
{
    http_response_code(207);
    switch (getenv('BATCH') ?: 'right') {
        case 'right':
            header('Content-Type: application/json');
            echo json_encode($answer);
            break;
        case 'prose':
            header('Content-Type: application/json');
            echo json_encode(['status' => sentence($answer)]);
            break;
        case 'text':
            header('Content-Type: text/plain');
            echo sentence($answer), "\n";
            break;
        case 'html': /* nobody said what it is */
            echo json_encode($answer);
            break;
        case 'untyped':
            ini_set('default_mimetype', '');
            echo json_encode($answer);
            break;
    }
}

if ($_SERVER['REQUEST_METHOD'] !== 'POST') {
    http_response_code($_SERVER['REQUEST_METHOD'] === 'OPTIONS' ? 204 : 405);
    header('Allow: OPTIONS, POST');
    exit;
}
$batch = json_decode(file_get_contents('php://input'), true);
if (!is_array($batch)) {
    http_response_code(400);
    header('Content-Type: text/plain');
    echo "This is not JSON.\n";
    exit;
}
$answer = results($_SERVER['REQUEST_URI'], $batch);
if ($answer === null) {
    http_response_code(404);
    header('Content-Type: text/plain');
    echo "There is no such batch.\n";
    exit;
}
send($answer);
