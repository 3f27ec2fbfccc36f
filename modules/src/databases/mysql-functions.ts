import { wordsOf } from './allowed-tree.ts'

/** As for PostgreSQL: what only makes a value of the values it is given. Neither SLEEP nor BENCHMARK, LOAD_FILE, GET_LOCK … */
export const mysqlFunctions = wordsOf(`
  count sum avg min max group_concat bit_and bit_or stddev stddev_pop stddev_samp variance var_pop var_samp
  json_arrayagg json_objectagg row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value
  if ifnull nullif coalesce greatest least isnull interval field elt find_in_set
  lower upper lcase ucase length char_length character_length octet_length bit_length trim ltrim rtrim substring substr mid
  left right locate instr position replace reverse substring_index concat concat_ws strcmp ascii ord hex unhex md5 sha1 sha2
  format regexp_like regexp_replace regexp_substr regexp_instr quote soundex
  abs ceil ceiling floor round truncate sign mod power pow sqrt exp ln log log2 log10 rand conv crc32
  now current_date current_time current_timestamp curdate curtime localtime localtimestamp sysdate utc_date utc_time
  utc_timestamp date time year month day dayofmonth dayofweek dayofyear weekday week weekofyear yearweek quarter hour minute
  second microsecond monthname dayname last_day date_format time_format str_to_date date_add date_sub adddate subdate addtime
  subtime datediff timediff timestampdiff timestampadd timestamp from_unixtime unix_timestamp to_days from_days to_seconds
  makedate maketime sec_to_time time_to_sec convert_tz period_add period_diff
  json_extract json_unquote json_value json_contains json_contains_path json_length json_keys json_type json_valid json_object
  json_array json_search json_overlaps uuid_to_bin bin_to_uuid inet_aton inet_ntoa inet6_aton inet6_ntoa
`)
