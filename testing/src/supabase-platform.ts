import { createSupabaseSignIn } from '@frontdesk/platform/sign-in/supabase'
import type { SupabaseConfig } from '@frontdesk/platform/supabase-config'
import { freshDatabase, type TestPlatform, testPlatform } from './platform.ts'

/** The product's own platform with the people of a Supabase project, on an empty database. */
export const supabasePlatform = async (supabase: SupabaseConfig): Promise<TestPlatform> => {
  const platform = await testPlatform({ database: await freshDatabase() })
  const { database, clock, config } = platform
  return { ...platform, signIn: createSupabaseSignIn({ ...config, database, clock, supabase }) }
}
