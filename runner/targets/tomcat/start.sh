#!/bin/sh
# Tomcat's WebdavServlet (Debian: libtomcat10-java and tomcat10-common, or
# tomcat10), the only application of an instance of its own.
. "$(dirname "$0")/../lib.sh"
begin "$@"
# Java names files in the encoding of the locale.
export LC_ALL=C.UTF-8
home=${CATALINA_HOME:-/usr/share/tomcat10}
mkdir -p "$run/conf" "$run/logs" "$run/temp" "$run/webapps"
cat >"$run/conf/server.xml" <<CONF
<Server port="-1">
  <Service name="Catalina">
    <Connector port="$port" address="127.0.0.1" URIEncoding="UTF-8"/>
    <Engine name="Catalina" defaultHost="localhost">
      <Host name="localhost" appBase="$run/webapps" deployOnStartup="false"
            autoDeploy="false">
        <Context path="" docBase="$root"/>
      </Host>
    </Engine>
  </Service>
</Server>
CONF
cat >"$run/conf/web.xml" <<CONF
<web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
  <servlet>
    <servlet-name>webdav</servlet-name>
    <servlet-class>
      org.apache.catalina.servlets.WebdavServlet
    </servlet-class>
    <init-param>
      <param-name>readonly</param-name>
      <param-value>false</param-value>
    </init-param>
    <init-param>
      <param-name>listings</param-name>
      <param-value>true</param-value>
    </init-param>
    <load-on-startup>1</load-on-startup>
  </servlet>
  <servlet-mapping>
    <servlet-name>webdav</servlet-name>
    <url-pattern>/*</url-pattern>
  </servlet-mapping>
</web-app>
CONF
export CATALINA_HOME="$home" CATALINA_BASE="$run" CATALINA_TMPDIR="$run/temp"
spawn "$home/bin/catalina.sh" run
ready /
sed -n 's,.*\[Apache Tomcat/\([0-9.]*\).*\].*,\1,p' "$run/log"
