import {
  IconBook2,
  IconChecklist,
  IconInbox,
  IconMessageCircle,
  IconRobot,
  IconSettings,
  IconTool,
} from '@tabler/icons-react'
import { paths } from '../../lib/paths.ts'

/** The rooms of the desk, in the order of the navigation. */
export const places = [
  { name: 'Chat', path: paths.chat(), icon: IconMessageCircle },
  { name: 'Inbox', path: paths.inbox(), icon: IconInbox },
  { name: 'Approvals', path: paths.approvals, icon: IconChecklist },
  { name: 'Knowledge', path: paths.knowledge(), icon: IconBook2 },
  { name: 'Agents', path: paths.agents(), icon: IconRobot },
  { name: 'Tools', path: paths.tools(), icon: IconTool },
  { name: 'Settings', path: paths.settings, icon: IconSettings },
]
