import { wordsOf } from './allowed-tree.ts'

/**
 * Functions of PostgreSQL that only make a value of the values they are given. Left out is what makes much of little
 * (repeat, lpad, format, generate_series), waits, reads settings, files or catalogs, or runs a text as a query.
 */
export const postgresqlFunctions = wordsOf(`
  count sum avg min max bool_and bool_or every string_agg array_agg json_agg jsonb_agg json_object_agg jsonb_object_agg
  stddev stddev_pop stddev_samp variance var_pop var_samp corr mode percentile_cont percentile_disc grouping
  row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value
  lower upper initcap length char_length character_length octet_length bit_length btrim ltrim rtrim substring substr left right
  position strpos replace translate reverse split_part concat concat_ws starts_with ascii chr md5 overlay
  regexp_replace regexp_match regexp_like regexp_count regexp_substr like_escape similar_to_escape to_hex encode decode
  quote_literal quote_ident
  abs ceil ceiling floor round trunc sign mod power sqrt exp ln log greatest least width_bucket div random numeric
  now date_trunc date_part extract age to_char to_date to_timestamp to_number make_date make_time make_timestamp
  make_timestamptz make_interval justify_days justify_hours justify_interval timezone overlaps isfinite date
  clock_timestamp statement_timestamp transaction_timestamp
  json_extract_path json_extract_path_text jsonb_extract_path jsonb_extract_path_text json_array_length jsonb_array_length
  json_typeof jsonb_typeof json_build_object jsonb_build_object json_build_array jsonb_build_array to_json to_jsonb
  row_to_json jsonb_exists jsonb_exists_any jsonb_exists_all json_strip_nulls jsonb_strip_nulls
  array_length cardinality array_position array_to_string string_to_array array_append array_cat array_remove
  num_nulls num_nonnulls to_tsvector to_tsquery plainto_tsquery websearch_to_tsquery phraseto_tsquery ts_rank ts_headline
`)

/** Types that a value may be turned into; none of them looks a name up in a catalog. */
export const postgresqlTypes = wordsOf(`
  bool boolean int2 int4 int8 smallint integer bigint float4 float8 real numeric decimal money
  text varchar bpchar char date time timetz timestamp timestamptz interval uuid json jsonb bytea bit varbit inet cidr macaddr
  int4range int8range numrange daterange tsrange tstzrange tsvector tsquery
`)
