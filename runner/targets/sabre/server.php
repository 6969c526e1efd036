<?php
// sabre/dav over the folder DAV_ROOT; locks are in a file in DAV_RUN.
error_reporting(E_ALL & ~E_DEPRECATED);
date_default_timezone_set('UTC');
require_once 'Sabre/autoload.php';

use Sabre\DAV;

$locks = new DAV\Locks\Backend\File(getenv('DAV_RUN') . '/locks');
$server = new DAV\Server(new DAV\FSExt\Directory(getenv('DAV_ROOT')));
$server->setBaseUri('/');
$server->addPlugin(new DAV\Locks\Plugin($locks));
$server->exec();
