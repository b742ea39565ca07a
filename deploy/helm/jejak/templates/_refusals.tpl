{{/*
What these values may not be, all of it at once: each sentence says what to do. Profile dev is for trying out, and is refused only what
cannot work.
*/}}
{{- define "jejak.refusals" -}}
{{- $v := .Values -}}
{{- $found := list -}}
{{- $taken := dict -}}
{{- range $cluster, $c := $v.postgres.clusters -}}
  {{- range $c.services -}}
    {{- if hasKey $taken . -}}
      {{- $found = append $found (printf "postgres.clusters: %s is in %s and in %s; name it in one of them" . (get $taken .) $cluster) -}}
    {{- end -}}
    {{- $_ := set $taken . $cluster -}}
  {{- end -}}
  {{- if eq $v.postgres.mode "cnpg" -}}
    {{- range list "instances" "storage" "walStorage" "resources" -}}
      {{- if not (get $c .) -}}
        {{- $found = append $found (printf "postgres.clusters.%s.%s is missing; CloudNativePG needs it" $cluster .) -}}
      {{- end -}}
    {{- end -}}
  {{- end -}}
  {{- $sum := include "jejak.connections" (list $ $c) | int -}}
  {{- $most := div (mul ($c.maxConnections | int) 8) 10 -}}
  {{- if gt $sum $most -}}
    {{- $found = append $found (printf "postgres.clusters.%s: its services may open %d connections, and 0.8 of maxConnections is %d; raise maxConnections to %d, or lower pool, replicas or hpa.max of a service" $cluster $sum $most (div (add (mul $sum 10) 7) 8)) -}}
  {{- end -}}
{{- end -}}
{{- range $name, $s := $v.services -}}
  {{- if and (include "jejak.hasDatabase" (list $ $name)) (not (hasKey $taken $name)) -}}
    {{- $found = append $found (printf "postgres.clusters: %s is in none of them; name it in the services of one" $name) -}}
  {{- end -}}
  {{- $hpa := and $s.hpa $s.hpa.enabled -}}
  {{- $keda := and $s.keda $s.keda.enabled -}}
  {{- if and $hpa $keda -}}
    {{- $found = append $found (printf "services.%s: hpa and keda would scale it against each other; enable one of them" $name) -}}
  {{- end -}}
  {{- if and $keda (eq $v.kafka.mode "none") -}}
    {{- $found = append $found (printf "services.%s.keda looks at lag on Kafka, and kafka.mode is none; enable hpa instead" $name) -}}
  {{- end -}}
  {{- if and $keda (gt (int $s.keda.max) (include "jejak.partitions" $ | int)) -}}
    {{- $found = append $found (printf "services.%s.keda.max is %d, and a topic has %s partitions: the others would have nothing to read; lower it" $name (int $s.keda.max) (include "jejak.partitions" $)) -}}
  {{- end -}}
{{- end -}}
{{- if ne (int $v.services.audit.replicas) 1 -}}
  {{- $found = append $found "services.audit.replicas: one process writes the log into one volume; set it to 1" -}}
{{- end -}}
{{- if and (eq $v.kafka.mode "external") (not $v.kafka.brokers) -}}
  {{- $found = append $found "kafka.brokers is empty, and kafka.mode is external; name host:port of some brokers" -}}
{{- end -}}
{{- if gt (int $v.ledger.quorum) (len $v.ledger.witnesses) -}}
  {{- $found = append $found (printf "ledger.quorum is %d, and there are %d witnesses; lower it, or name more of them" (int $v.ledger.quorum) (len $v.ledger.witnesses)) -}}
{{- end -}}
{{- if not $v.ledger.origin -}}
  {{- $found = append $found "ledger.origin is missing; choose the name of the log for ever, for example audit.kinerja.kota.example/log/1" -}}
{{- end -}}
{{- if ne $v.profile "dev" -}}
  {{- range include "jejak.notInProduction" . | fromJsonArray -}}
    {{- $found = append $found . -}}
  {{- end -}}
{{- end -}}
{{- if $found -}}
  {{- fail (printf "\nJejak is not installed with these values:\n- %s\n" (join "\n- " $found)) -}}
{{- end -}}
{{- end -}}

{{/* What every profile but dev refuses besides, as JSON. */}}
{{- define "jejak.notInProduction" -}}
{{- $v := .Values -}}
{{- $found := list -}}
{{- if not $v.image.digest -}}
  {{- $found = append $found "image.digest is missing; set it to the sha256:… of the image that you have looked at: a tag may be another image tomorrow" -}}
{{- end -}}
{{- if $v.oidc.embedded -}}
  {{- $found = append $found "oidc.embedded is the issuer of the demonstration, in which anyone can become anyone; set it to false, and oidc.issuer to your own" -}}
{{- end -}}
{{- if not (hasPrefix "https://" $v.oidc.issuer) -}}
  {{- $found = append $found "oidc.issuer is no https:// address; name the issuer of your city" -}}
{{- end -}}
{{- if not (hasPrefix "https://" $v.publicUrl) -}}
  {{- $found = append $found "publicUrl is no https:// address; name the one at which people reach the console" -}}
{{- end -}}
{{- if and (eq $v.kafka.mode "external") (not $v.kafka.tls) -}}
  {{- $found = append $found "kafka.tls is off: what services tell each other would travel in plain text; set it to true, and give each service a certificate" -}}
{{- end -}}
{{- if eq $v.postgres.mode "cnpg" -}}
  {{- range $name, $c := $v.postgres.clusters -}}
    {{- if not (and $c.backup $c.backup.enabled) -}}
      {{- $found = append $found (printf "postgres.clusters.%s.backup is off: PostgreSQL is the truth, and what it loses is lost; set enabled, destinationPath and secret" $name) -}}
    {{- else if not (and $c.backup.destinationPath $c.backup.secret) -}}
      {{- $found = append $found (printf "postgres.clusters.%s.backup has no place; set destinationPath (s3://…) and secret" $name) -}}
    {{- end -}}
    {{- if lt (int $c.instances) 3 -}}
      {{- $found = append $found (printf "postgres.clusters.%s.instances is %d: a commit waits for a standby, and with one gone there must be another; set it to 3" $name (int $c.instances)) -}}
    {{- end -}}
  {{- end -}}
{{- else if not $v.postgres.backedUpBy -}}
  {{- $found = append $found "postgres.backedUpBy is empty, and postgres.mode is external; say who backs the databases up, and how" -}}
{{- end -}}
{{- if and (eq $v.kafka.mode "strimzi") (or (lt (int $v.kafka.strimzi.brokers) 3) (lt (int $v.kafka.strimzi.controllers) 3)) -}}
  {{- $found = append $found "kafka.strimzi: three copies need three brokers, and a majority three controllers; set brokers and controllers to 3" -}}
{{- end -}}
{{- range $name, $s := $v.services -}}
  {{- if and (ne $name "audit") (lt (int $s.replicas) 2) -}}
    {{- $found = append $found (printf "services.%s.replicas is %d: commands would be refused whenever its node is; set it to 2 or more" $name (int $s.replicas)) -}}
  {{- end -}}
{{- end -}}
{{- if lt (len $v.ledger.witnesses) 2 -}}
  {{- $found = append $found (printf "ledger.witnesses: there are %d; name 2 or more, of institutions that are not yours: a log that only its owner watches proves nothing" (len $v.ledger.witnesses)) -}}
{{- end -}}
{{- if $v.secrets.generate -}}
  {{- $found = append $found "secrets.generate makes secrets that stand in the release; set it to false, and make them yourself (docs/kubernetes.md)" -}}
{{- end -}}
{{- if and (not $v.keys.existingClaim) (ne $v.keys.accessMode "ReadWriteMany") -}}
  {{- $found = append $found "keys.accessMode: every service writes keys of people, from whatever node it is on; set it to ReadWriteMany" -}}
{{- end -}}
{{- if not $v.networkPolicy.enabled -}}
  {{- $found = append $found "networkPolicy.enabled is off: every pod could reach every database; set it to true" -}}
{{- else -}}
  {{- $needed := list "ingressController" "issuer" "witnesses" "dns" -}}
  {{- if eq $v.kafka.mode "external" }}{{ $needed = append $needed "kafka" }}{{ end -}}
  {{- if eq $v.postgres.mode "external" }}{{ $needed = append $needed "postgres" }}{{ end -}}
  {{- if $v.monitoring.enabled }}{{ $needed = append $needed "prometheus" }}{{ end -}}
  {{- if $v.otlpEndpoint }}{{ $needed = append $needed "collector" }}{{ end -}}
  {{- range $needed -}}
    {{- if not (get $v.networkPolicy .) -}}
      {{- $found = append $found (printf "networkPolicy.%s is empty: nothing would get through; list its peers" .) -}}
    {{- end -}}
  {{- end -}}
{{- end -}}
{{ $found | toJson }}
{{- end -}}
